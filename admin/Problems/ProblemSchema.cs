using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Problems;

/// <summary>A problem, as the API description shows it.</summary>
internal static class ProblemSchema
{
    private static readonly ApiField Type = new(
        "type", ApiType.Uri().Like(ProblemBody.TypePrefix + "invalid-fields"), "Kind of the problem, stable; the last segment is its short name.");

    private static readonly ApiField Title = new("title", ApiType.Text(), "The same for every problem of this kind.");
    private static readonly ApiField Status = new("status", ApiType.Integer(400, 599), "The HTTP status.");
    private static readonly ApiField Detail = new("detail", ApiType.Text(), "What is wrong this time and what to do about it.") { IsOptional = true };

    private static readonly ApiField Errors = new(
        "errors",
        ApiType.MapOf(ApiType.ListOf(ApiType.Text())),
        "What is wrong, by field path such as `platforms.ios.fallbackUrl` or `tags[2]`; there where fields or parameters are at fault.")
    {
        IsOptional = true,
    };

    /// <summary>What every problem that is answered begins with.</summary>
    public static IReadOnlyList<ApiField> Head { get; } =
        [Type, Title, Status, Detail, new("requestId", ApiType.Text(), "Names the request in the log; the same as `X-Request-Id`.")];

    public static ApiObject Body { get; } = ApiObject.Answered("Problem", "What went wrong, after RFC 9457.", [.. Head, Errors]);

    /// <summary>A problem of one item of a bulk, which is no request of its own.</summary>
    public static ApiObject OfItem { get; } = ApiObject.Answered("ItemProblem", "What went wrong with one item of a bulk.", Type, Title, Status, Detail, Errors);
}
