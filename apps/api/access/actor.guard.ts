import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../../libs/contracts/command'
import { problem } from '../problems/problem.error'
import { VERIFY_TOKEN } from '../service/api.parts'
import type { VerifyToken } from './token.verifier'

type ActingRequest = FastifyRequest & { actor?: Actor }

const OPEN = 'parcours:open'

/** Marks what answers without an actor: health alone. */
export const Open = () => SetMetadata(OPEN, true)

/** The actor of the request, as its token says. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActingRequest>()
  if (!actor) throw problem('unauthenticated')
  return actor
})

/** No route without an actor, except those marked open. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(VERIFY_TOKEN) private readonly verify: VerifyToken,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.get<boolean | undefined>(OPEN, context.getHandler())) return true
    const request = context.switchToHttp().getRequest<ActingRequest>()
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const actor = token === undefined ? null : await this.verify(token)
    if (!actor) throw problem('unauthenticated')
    request.actor = actor
    return true
  }
}
