import { accountDeleted, workspaceDeleted } from './deletion-words.ts'
import type { Mail } from './mails.ts'
import { quote } from './quote.ts'

export type Words = { subject: string; text: string; button: string }
/** What a mail says of what it is about. Names are strangers' words: they are quoted, and stand in no subject. */
export type Facts = {
  invitedBy: string
  inviterEmail: string
  workspaceName: string
  deletedBy: string
  deletedAt: string
}

const ifNotYou = {
  en: 'If this was not you, change your password now and log out everywhere.',
  hi: 'अगर यह आपने नहीं किया, तो अभी अपना पासवर्ड बदलिए और सब जगह से लॉग आउट कीजिए।',
}
const security = { en: 'Open your security settings', hi: 'सुरक्षा सेटिंग खोलें' }

/** What happened to an account, and what to do if it was somebody else. */
const notice = (en: { subject: string; text: string }, hi: { subject: string; text: string }) => () => ({
  en: { subject: en.subject, text: `${en.text} ${ifNotYou.en}`, button: security.en },
  hi: { subject: hi.subject, text: `${hi.text} ${ifNotYou.hi}`, button: security.hi },
})

/** Every mail in both languages. */
export const words: Record<Mail['kind'], (facts: Facts) => { en: Words; hi: Words }> = {
  register: () => ({
    en: {
      subject: 'Confirm your e-mail address',
      text: 'Welcome to Dhol. Confirm this address to begin. The link works for one day. If you did not ask for an account, do nothing.',
      button: 'Confirm the address',
    },
    hi: {
      subject: 'अपना ई-मेल पता पक्का कीजिए',
      text: 'ढोल में आपका स्वागत है। शुरू करने के लिए यह पता पक्का कीजिए। लिंक एक दिन तक चलेगा। अगर आपने खाता नहीं माँगा, तो कुछ मत कीजिए।',
      button: 'पता पक्का करें',
    },
  }),
  account_exists: () => ({
    en: {
      subject: 'You have an account already',
      text: 'Somebody asked for a Dhol account with this address, and there is one already. Log in, or set a new password there if you forgot it. If you deleted it, logging in brings it back for 30 days. If it was not you, do nothing.',
      button: 'Log in',
    },
    hi: {
      subject: 'आपका खाता पहले से है',
      text: 'किसी ने इस पते से ढोल खाता माँगा, पर खाता पहले से बना है। लॉग इन कीजिए, या पासवर्ड भूल गए हों तो वहीं नया बनाइए। अगर आपने खाता मिटाया था, तो 30 दिन तक लॉग इन करके उसे वापस ला सकते हैं। अगर यह आप नहीं थे, तो कुछ मत कीजिए।',
      button: 'लॉग इन करें',
    },
  }),
  account_moved_here: () => ({
    en: {
      subject: 'You have an account already',
      text: 'Somebody asked for a Dhol account with this address. A Dhol account was moved to it before. If it is yours, log in, or set a new password there if you forgot it. If it is not yours, send it away: the address is free then, and you can make an account of your own.',
      button: 'It is not mine',
    },
    hi: {
      subject: 'आपका खाता पहले से है',
      text: 'किसी ने इस पते से ढोल खाता माँगा। पहले कोई ढोल खाता इस पते पर लाया गया था। अगर वह आपका है, तो लॉग इन कीजिए, या पासवर्ड भूल गए हों तो वहीं नया बनाइए। अगर वह आपका नहीं है, तो उसे हटा दीजिए: तब पता ख़ाली हो जाएगा और आप अपना खाता बना सकेंगे।',
      button: 'यह मेरा नहीं है',
    },
  }),
  reset: () => ({
    en: {
      subject: 'A new password',
      text: 'Follow the link to set a new password. It works once, for one hour. If you did not ask for it, do nothing: the old password still holds.',
      button: 'Set a new password',
    },
    hi: {
      subject: 'नया पासवर्ड',
      text: 'नया पासवर्ड बनाने के लिए लिंक खोलिए। यह एक बार और एक घंटे तक चलेगा। अगर आपने नहीं माँगा, तो कुछ मत कीजिए: पुराना पासवर्ड ही चलेगा।',
      button: 'नया पासवर्ड बनाएँ',
    },
  }),
  change_email: () => ({
    en: {
      subject: 'Confirm your new address',
      text: 'Confirm this address to use it for your Dhol account. Open the link where you asked for it: it works there alone, for one hour. If you did not ask for it, do nothing.',
      button: 'Confirm the address',
    },
    hi: {
      subject: 'अपना नया पता पक्का कीजिए',
      text: 'इस पते को अपने ढोल खाते में इस्तेमाल करने के लिए पक्का कीजिए। लिंक वहीं खोलिए जहाँ आपने इसे माँगा था: यह केवल वहीं, एक घंटे तक चलेगा। अगर आपने नहीं माँगा, तो कुछ मत कीजिए।',
      button: 'पता पक्का करें',
    },
  }),
  take_back: () => ({
    en: {
      subject: 'Your address was changed',
      text: 'Your Dhol account was moved to another e-mail address, so you no longer log in with this one. If it was you, do nothing. If it was not you, take the account back within seven days: you set a new password, and everybody is logged out.',
      button: 'Take the account back',
    },
    hi: {
      subject: 'आपका ई-मेल पता बदल गया',
      text: 'आपका ढोल खाता किसी दूसरे ई-मेल पते पर ले जाया गया है, इसलिए अब आप इस पते से लॉग इन नहीं करते। अगर यह आपने किया, तो कुछ मत कीजिए। अगर यह आप नहीं थे, तो सात दिन के अंदर खाता वापस लीजिए: आप नया पासवर्ड बनाएँगे और सब लोग लॉग आउट हो जाएँगे।',
      button: 'खाता वापस लें',
    },
  }),
  give_back: () => ({
    en: {
      subject: 'A Dhol account has your address now',
      text: 'A Dhol account was moved to this e-mail address. If it is yours, do nothing: you log in with this address now. If it is not yours, send it away: the address is free then.',
      button: 'It is not mine',
    },
    hi: {
      subject: 'अब एक ढोल खाते में आपका पता है',
      text: 'एक ढोल खाता इस ई-मेल पते पर लाया गया है। अगर वह आपका है, तो कुछ मत कीजिए: अब आप इसी पते से लॉग इन करेंगे। अगर वह आपका नहीं है, तो उसे हटा दीजिए: तब पता ख़ाली हो जाएगा।',
      button: 'यह मेरा नहीं है',
    },
  }),
  invitation: ({ invitedBy, inviterEmail, workspaceName }) => ({
    en: {
      subject: 'You are invited to a workspace on Dhol',
      text: `${quote(invitedBy)}, with the address ${inviterEmail}, invites you to work in ${quote(workspaceName)} on Dhol. If you do not know who that is, do nothing. The link works for seven days, for this address only.`,
      button: 'See the invitation',
    },
    hi: {
      subject: 'ढोल के एक वर्कस्पेस में आपको बुलाया गया है',
      text: `${quote(invitedBy)} (पता: ${inviterEmail}) ने आपको ढोल पर ${quote(workspaceName)} में काम करने के लिए बुलाया है। अगर आप इन्हें नहीं जानते, तो कुछ मत कीजिए। लिंक सात दिन तक, केवल इसी पते के लिए चलेगा।`,
      button: 'न्योता देखें',
    },
  }),
  token_reused: notice(
    {
      subject: 'We logged a device out',
      text: 'A log-in of your Dhol account was used from two places, as happens when it is stolen. We ended it to be safe.',
    },
    {
      subject: 'हमने एक डिवाइस लॉग आउट किया',
      text: 'आपके ढोल खाते का एक लॉग इन दो जगहों से इस्तेमाल हुआ, जैसा चोरी होने पर होता है। सुरक्षा के लिए हमने उसे बंद कर दिया।',
    },
  ),
  password_changed: notice(
    { subject: 'Your password was changed', text: 'The password of your Dhol account was changed.' },
    { subject: 'आपका पासवर्ड बदला गया', text: 'आपके ढोल खाते का पासवर्ड बदला गया।' },
  ),
  email_change_asked: notice(
    {
      subject: 'Somebody wants to change your address',
      text: 'A change of the e-mail address of your Dhol account was asked for. It happens once the new address is confirmed.',
    },
    {
      subject: 'आपका ई-मेल पता बदलने को कहा गया',
      text: 'आपके ढोल खाते का ई-मेल पता बदलने को कहा गया। नया पता पक्का होते ही वह बदल जाएगा।',
    },
  ),
  email_given_back: notice(
    {
      subject: 'Your address was changed back',
      text: 'Your Dhol account has this address again: whoever reads the mails of the other one did not want it there.',
    },
    {
      subject: 'आपका ई-मेल पता फिर पहले वाला है',
      text: 'आपके ढोल खाते में फिर यही पता है: दूसरे पते के मेल पढ़ने वाले को यह खाता वहाँ नहीं चाहिए था।',
    },
  ),
  second_factor_on: notice(
    { subject: 'Your second factor is on', text: 'Logging in to Dhol now asks for a code of your app too.' },
    { subject: 'आपका दूसरा सुरक्षा चरण चालू है', text: 'अब ढोल में लॉग इन करते समय आपके ऐप का कोड भी माँगा जाएगा।' },
  ),
  second_factor_off: notice(
    { subject: 'Your second factor is off', text: 'Logging in to Dhol asks for your password alone now.' },
    { subject: 'आपका दूसरा सुरक्षा चरण बंद है', text: 'अब ढोल में लॉग इन करते समय केवल पासवर्ड माँगा जाएगा।' },
  ),
  api_key_made: notice(
    {
      subject: 'An API key was made in your name',
      text: 'With your Dhol account somebody made an API key, by which a program can work in your workspace.',
    },
    {
      subject: 'आपके नाम से एक API कुंजी बनी',
      text: 'आपके ढोल खाते से एक API कुंजी बनाई गई। उससे कोई प्रोग्राम आपके वर्कस्पेस में काम कर सकता है।',
    },
  ),
  manager_named: notice(
    {
      subject: 'Your account named somebody owner or admin',
      text: 'With your Dhol account somebody was invited or made to run a workspace, as an owner or admin.',
    },
    {
      subject: 'आपके नाम से किसी को वर्कस्पेस सौंपा गया',
      text: 'आपके ढोल खाते से किसी को मालिक या एडमिन बनने को बुलाया गया, या बनाया गया।',
    },
  ),
  recovery_code_used: notice(
    {
      subject: 'A recovery code was used',
      text: 'One of your recovery codes was used for your Dhol account.',
    },
    { subject: 'एक रिकवरी कोड इस्तेमाल हुआ', text: 'आपके ढोल खाते के लिए आपका एक रिकवरी कोड इस्तेमाल हुआ।' },
  ),
  workspace_deleted: workspaceDeleted,
  account_deleted: accountDeleted,
}
