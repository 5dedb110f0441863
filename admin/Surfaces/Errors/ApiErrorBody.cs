namespace OneLink.Admin.Surfaces.Errors;

/// <summary>An error as sent. Each of the four shapes fills other members; what is null is left out.</summary>
internal sealed record ApiErrorBody
{
    public int? Status { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<string>? Errors { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<string>? Attributes { get; init; }
}
