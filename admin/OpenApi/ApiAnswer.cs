namespace OneLink.Admin.OpenApi;

/// <summary>An answer of an operation that went well.</summary>
internal sealed record ApiAnswer(int Status, string Description)
{
    /// <summary>By content type; empty where there is no body.</summary>
    public IReadOnlyDictionary<string, ApiType> Content { get; private init; } = new Dictionary<string, ApiType>(StringComparer.Ordinal);

    public IReadOnlyList<ApiHeader> Headers { get; private init; } = [];

    public static ApiAnswer Nothing(int status, string description) => new(status, description);

    public static ApiAnswer Json(int status, string description, ApiType type) => new ApiAnswer(status, description).As(ApiBody.Json, type);

    public static ApiAnswer Json(int status, string description, ApiObject type) => Json(status, description, ApiType.Of(type));

    /// <summary>The same answer in another format.</summary>
    public ApiAnswer As(string mediaType, ApiType type)
        => this with { Content = new Dictionary<string, ApiType>(Content, StringComparer.Ordinal) { [mediaType] = type } };

    public ApiAnswer With(params IEnumerable<ApiHeader> headers) => this with { Headers = [.. Headers, .. headers] };
}
