namespace OneLink.Admin.Inboxes;

/// <summary>Whether an inbox is within its hours, and how long.</summary>
/// <param name="IsOpen">Whether it is.</param>
/// <param name="Until">The first moment at which it is not any more; null where it is not, or for good.</param>
internal readonly record struct OpenSpan(bool IsOpen, DateTimeOffset? Until)
{
    public static OpenSpan None { get; }

    public static OpenSpan Always { get; } = new(IsOpen: true, Until: null);
}
