import css from './drum-art.module.css'

const frames = [
  { x: 208, y: 20, width: 62, height: 62, fill: '#f2a20d', sun: '#fff0d1', hill: '#c51b5e' },
  { x: 292, y: 34, width: 60, height: 75, fill: '#e23374', sun: '#ffdbe7', hill: '#870d3d' },
  { x: 216, y: 104, width: 54, height: 96, fill: '#2f9a6c', sun: '#e2f4ea', hill: '#14563a' },
  { x: 288, y: 132, width: 92, height: 52, fill: '#f4e9e8', sun: '#f2a20d', hill: '#e23374' },
]

/** A drum beats, and out come pictures in the four shapes that Dhol makes. Drawn for the dark panel. */
export const DrumArt = () => (
  <svg className={css.art} viewBox="0 0 400 220" aria-hidden="true" focusable="false">
    <g transform="rotate(-14 96 112)">
      <path
        d="M34 58c40-18 88-18 128 0 20 36 20 72 0 108-40 18-88 18-128 0-20-36-20-72 0-108Z"
        fill="#b3124f"
      />
      <path d="M34 58c-20 36-20 72 0 108 12-30 12-78 0-108Z" fill="#fdeef0" />
      <path d="M162 58c20 36 20 72 0 108-12-30-12-78 0-108Z" fill="#fdeef0" />
      <path d="M162 84c9 18 9 38 0 56-5-18-5-38 0-56Z" fill="#2b0f1f" />
      <path
        d="m44 62 18 112 18-122 18 126 18-126 18 122 18-112"
        fill="none"
        stroke="#ffb938"
        strokeWidth="5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </g>
    <g fill="none" stroke="#ffb938" strokeWidth="4" strokeLinecap="round">
      <path className={css.beat} d="M188 66c9 15 9 35 0 52" />
      <path className={css.beat} d="M200 54c14 23 14 52 0 76" style={{ animationDelay: '.2s' }} />
    </g>
    {frames.map(({ x, y, width, height, fill, sun, hill }) => (
      <g key={fill} className={css.frame}>
        <rect x={x} y={y} width={width} height={height} rx="7" fill={fill} />
        <circle cx={x + width * 0.68} cy={y + height * 0.34} r={Math.min(width, height) * 0.15} fill={sun} />
        <path
          d={`M${x} ${y + height * 0.8}q${width * 0.3} ${-height * 0.34} ${width * 0.56} 0t${width * 0.44} ${-height * 0.08}V${y + height - 7}a7 7 0 0 1-7 7H${x + 7}a7 7 0 0 1-7-7Z`}
          fill={hill}
        />
      </g>
    ))}
  </svg>
)
