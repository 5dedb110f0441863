namespace OneLink.Client.Problems;

/// <summary>403: the key lacks a scope.</summary>
public sealed class ForbiddenException(Problem problem) : OneLinkException(problem);
