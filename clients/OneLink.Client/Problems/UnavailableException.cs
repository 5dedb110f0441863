namespace OneLink.Client.Problems;

/// <summary>503: the server cannot do it now, after the last try.</summary>
public sealed class UnavailableException(Problem problem) : OneLinkException(problem);
