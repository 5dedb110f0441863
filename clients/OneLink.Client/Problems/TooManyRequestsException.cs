namespace OneLink.Client.Problems;

/// <summary>429: over the limit, after the last try.</summary>
public sealed class TooManyRequestsException(Problem problem) : OneLinkException(problem);
