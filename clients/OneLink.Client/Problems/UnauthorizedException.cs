namespace OneLink.Client.Problems;

/// <summary>401: the key is unknown, revoked or expired, or the secret is wrong.</summary>
public sealed class UnauthorizedException(Problem problem) : OneLinkException(problem);
