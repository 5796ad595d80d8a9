/** Pictures that outlived all retries. They have ended as failed, so the machine only has to end the generation. */
export class PicturesLost extends AggregateError {
  override readonly name = 'PicturesLost'
}
