namespace OneLink.Admin.Links.List;

/// <summary>A place in a list's order, as read from an index.</summary>
internal sealed class ListPlace
{
    public object? Value { get; init; }

    public required long Id { get; init; }

    public LinkCursor ToCursor(LinkSort sort) => new(sort, Value, Id);
}
