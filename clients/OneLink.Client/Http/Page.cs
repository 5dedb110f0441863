namespace OneLink.Client.Http;

/// <summary>A page of a list; a null cursor ends it.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor);
