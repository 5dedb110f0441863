namespace OneLink.Analytics.Queries;

/// <summary>What rows of a link begin with in the order of every table of clicks.</summary>
public readonly record struct LinkKey(uint AccountId, ulong LinkId)
{
    public static LinkKey Last { get; } = new(uint.MaxValue, ulong.MaxValue);
}
