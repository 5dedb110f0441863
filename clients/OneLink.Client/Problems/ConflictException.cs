namespace OneLink.Client.Problems;

/// <summary>409: somebody else has the slug, the external id or the host, or it is in use.</summary>
public sealed class ConflictException(Problem problem) : OneLinkException(problem);
