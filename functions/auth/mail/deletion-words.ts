import type { Facts, Words } from './mail-words.ts'
import { quote } from './quote.ts'
import { untilIn } from './until.ts'

type Both = { en: Words; hi: Words }

/** To each owner. */
export const workspaceDeleted = ({ workspaceName, deletedBy, deletedAt }: Facts): Both => ({
  en: {
    subject: 'A workspace was deleted',
    text: `${quote(deletedBy)} deleted the workspace ${quote(workspaceName)}. Nobody gets in any more, and its API keys and invitations have ended for good. Until ${untilIn('en-IN', deletedAt)} an owner can bring it back with its members, brands and pictures; after that it is removed. If it was to be deleted, do nothing. If it was done in your name and not by you, change your password first.`,
    button: 'Restore the workspace',
  },
  hi: {
    subject: 'एक वर्कस्पेस मिटाया गया',
    text: `${quote(deletedBy)} ने वर्कस्पेस ${quote(workspaceName)} मिटा दिया। अब उसमें कोई नहीं जा सकता, और उसकी API कुंजियाँ और न्योते हमेशा के लिए बंद हो गए हैं। ${untilIn('hi-IN', deletedAt)} तक कोई मालिक उसे सदस्यों, ब्रांडों और तस्वीरों के साथ वापस ला सकता है; उसके बाद वह हटा दिया जाएगा। अगर उसे मिटाना ही था, तो कुछ मत कीजिए। अगर यह आपके नाम से हुआ पर आपने नहीं किया, तो पहले अपना पासवर्ड बदलिए।`,
    button: 'वर्कस्पेस वापस लाएँ',
  },
})

export const accountDeleted = ({ deletedAt }: Facts): Both => ({
  en: {
    subject: 'Your account was deleted',
    text: `Your Dhol account was deleted, with the workspaces in which you were alone. Every device is logged out. Until ${untilIn('en-IN', deletedAt)} you can bring it back: log in, then press “Restore my account”. After that it is removed for good. If it was not you, log in and restore it now, then change your password.`,
    button: 'Log in',
  },
  hi: {
    subject: 'आपका खाता मिटाया गया',
    text: `आपका ढोल खाता मिटा दिया गया, और वे वर्कस्पेस भी जिनमें आप अकेले थे। सब डिवाइस लॉग आउट हो गए हैं। ${untilIn('hi-IN', deletedAt)} तक आप उसे वापस ला सकते हैं: लॉग इन कीजिए, फिर “मेरा खाता वापस लाएँ” दबाइए। उसके बाद वह हमेशा के लिए हटा दिया जाएगा। अगर यह आपने नहीं किया, तो अभी लॉग इन करके खाता वापस लाइए, फिर पासवर्ड बदलिए।`,
    button: 'लॉग इन करें',
  },
})
