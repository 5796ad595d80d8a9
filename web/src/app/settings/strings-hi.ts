import type { TextsOf } from '../strings/strings.ts'
import type { texts as english } from './strings-en.ts'

export const texts: TextsOf<typeof english> = {
  settings: {
    nav: {
      label: 'सेटिंग',
      security: 'सुरक्षा',
      members: 'सदस्य',
      keys: 'API कुंजियाँ',
      audit: 'बदलाव',
      workspace: 'वर्कस्पेस',
    },
    common: {
      copy: 'कॉपी करें',
      copied: 'कॉपी हो गया',
      copyFailed: 'कॉपी नहीं हो सका। चुनकर ख़ुद कॉपी कर लें।',
      none: 'कुछ नहीं',
      yes: 'हाँ',
      no: 'नहीं',
    },
  },
}
