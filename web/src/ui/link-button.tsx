import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'

type Props = ButtonProps & Pick<LinkProps, 'to' | 'state'> & { children: ReactNode }

/** A link that looks like a button, because it leads on. */
export const LinkButton = (props: Props) => <Button component={Link} {...props} />
