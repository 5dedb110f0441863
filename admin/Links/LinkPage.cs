namespace OneLink.Admin.Links;

/// <summary>A page of links; a null cursor ends the list.</summary>
internal sealed record LinkPage(IReadOnlyList<LinkResponse> Data, string? NextCursor);
