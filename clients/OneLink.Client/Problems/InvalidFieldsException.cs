namespace OneLink.Client.Problems;

/// <summary>422: some fields or parameters are not valid, or an idempotency key was used for something else.</summary>
public sealed class InvalidFieldsException(Problem problem) : OneLinkException(problem)
{
    /// <summary>Messages by field path, such as <c>platforms.ios.fallbackUrl</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors => Problem.Errors;
}
