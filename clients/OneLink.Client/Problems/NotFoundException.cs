namespace OneLink.Client.Problems;

/// <summary>404: the account has no such thing.</summary>
public sealed class NotFoundException(Problem problem) : OneLinkException(problem);
