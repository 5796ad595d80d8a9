/** The ways in: logging in, registering, the links of mails. */
export const texts = {
  auth: {
    heroTitle: 'Beat the drum for your brand',
    heroText:
      'Describe what you sell once. Every brief after that comes back as pictures, cut for each place.',
    logInTitle: 'Log in',
    registerTitle: 'Make an account',
    name: 'Your name',
    workspaceName: 'Name of the business',
    workspaceNameHint: 'Your first workspace gets this name. You can change it later.',
    logIn: 'Log in',
    register: 'Make an account',
    noAccount: 'New here?',
    haveAccount: 'Have an account already?',
    forgotten: 'Forgot the password?',
    slowedDown:
      'Was it somebody else who tried? Press “Forgot the password?”: with the link of the mail you get past them.',
    verified: 'Your e-mail is confirmed. Log in to begin.',
    joined: 'Your account is made, and you belong to the workspace. Log in to begin.',
    wasReset: 'The new password holds, and every device has been logged out. Log in with it.',
    accountDeleted: 'Your account is deleted. We sent you a mail that says until when you can bring it back.',
    deleted: {
      title: 'This account was deleted on {{date}}',
      text: 'Until {{time}} you can bring it back, with the workspaces that were deleted with it.',
      restore: 'Restore my account',
    },
    ended:
      'You have been logged out: the session ended, or somebody ended it from another device. Log in again.',
    leftElsewhere: 'You logged out in another tab.',
    forgotTitle: 'Forgot the password?',
    forgotText: 'Enter your e-mail, and we send you a link for a new one.',
    sendLink: 'Send the link',
    backToLogIn: 'Back to the log-in',
    resetTitle: 'A new password',
    resetText: 'Every device will be logged out.',
    newPassword: 'New password',
    saveAndLogIn: 'Save the password',
    mailbox: {
      title: 'Look into your mailbox',
      registered: 'We have sent a mail to {{email}}. Press the link in it to finish your account.',
      forgotten: 'If {{email}} has an account, a mail with a link for a new password is on its way.',
      missing: 'Nothing there? It may take a minute. Look into the spam folder too.',
      again: 'Send it again',
      sentAgain: 'Sent again, to {{email}}.',
      otherAddress: 'Use another address',
    },
    verify: {
      title: 'Your e-mail',
      password: 'Enter the password that you chose, so that nobody else makes an account in your name.',
      confirm: 'Confirm',
      done: 'Your e-mail {{email}} is confirmed.',
    },
    newAddress: {
      title: 'Your new e-mail',
      text: 'You log in with {{email}} now. From here on it is the address that this link was sent to.',
      elsewhere: 'Open this link in the browser where you asked for it: you must be logged in there.',
      confirm: 'Use the new address',
    },
    takeBack: {
      title: 'Take your account back',
      text: 'Your account gets its old address again and the password that you set here. Every device will be logged out.',
      button: 'Take the account back',
    },
    giveBack: {
      title: 'An account that is not yours',
      text: 'Send it away if you never moved a Dhol account to this address. It goes back to the address that it had before.',
      button: 'It is not mine: send it away',
      done: 'No account has {{email}} any more. You can make one of your own.',
    },
    link: {
      title: 'This link does not work',
      text: 'It has been used already, has expired, or was cut off when it was copied.',
      missing: 'Open it once more from the mail: for your safety the page keeps none of it.',
      verify: 'If you have confirmed your e-mail already, just log in. If not, make the account once more.',
      reset: 'If you have set the new password already, just log in. If not, have another link sent to you.',
      newAddress:
        'If you have confirmed the address already, just go on. If not, ask for another link under Settings, Security.',
      takeBack:
        'If you have taken the account back already, log in with the new password. If not, ask for a new password.',
      giveBack:
        'If you have sent the account away already, the address is free: make an account of your own.',
      invitation:
        'If you have accepted the invitation already, just log in. If not, ask whoever invited you for another one.',
    },
    invitation: {
      title: 'An invitation',
      text: '{{invitedBy}} invites you to the workspace “{{workspaceName}}”.',
      as: 'You would be: {{role}}.',
      for: 'It is for {{email}}.',
      accept: 'Accept the invitation',
      logIn: 'Log in to accept it',
      registerTitle: 'Make your account',
      fixedEmail: 'The invitation was sent to this address, so it cannot be another.',
      register: 'Make the account and join',
      takenTitle: 'This address has an account by now',
      taken: 'Log in with it, then accept the invitation.',
      otherAccount:
        'You are logged in as {{email}}. Log out, then log in with the address of the invitation.',
      notYourAccount:
        'You are logged in as {{email}}. Log out, then make the account for the address of the invitation.',
      logOut: 'Log out',
    },
  },
} as const
