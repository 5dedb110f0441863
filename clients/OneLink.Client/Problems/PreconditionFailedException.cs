namespace OneLink.Client.Problems;

/// <summary>412: it was changed since the state that the call named.</summary>
public sealed class PreconditionFailedException(Problem problem) : OneLinkException(problem);
