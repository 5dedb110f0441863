namespace OneLink.Admin.OpenApi;

/// <summary>A body that an operation reads.</summary>
/// <param name="MediaType">Content type.</param>
/// <param name="Type">Of the whole body.</param>
/// <param name="Examples">At least one.</param>
internal sealed record ApiBody(string MediaType, ApiType Type, params IReadOnlyList<ApiExample> Examples)
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";
}
