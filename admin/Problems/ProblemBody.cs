namespace OneLink.Admin.Problems;

/// <summary><c>application/problem+json</c> as sent; inside a bulk result, without a request id of its own.</summary>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string? Detail,
    string? RequestId,
    IReadOnlyDictionary<string, List<string>>? Errors)
{
    public const string ContentType = "application/problem+json";
    public const string TypePrefix = "https://onelink.dev/problems/";
}
