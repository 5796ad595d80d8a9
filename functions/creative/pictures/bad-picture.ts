/** What the model gave is no picture that we can use: none at all, broken bytes, too small, another shape. */
export class BadPicture extends Error {
  override readonly name = 'BadPicture'
}
