using System.Globalization;

namespace OneLink.Admin.SuperAdmin;

/// <summary>A page of a list, the newest first.</summary>
/// <param name="Data">What is on it.</param>
/// <param name="NextCursor">Sent as <c>cursor</c> it leads to the next page; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor)
{
    /// <param name="found">What was found: one more than the page holds where there is a next one.</param>
    /// <param name="limit">How many the page holds.</param>
    /// <param name="id">By which the list falls.</param>
    /// <param name="show">As it is shown.</param>
    public static Page<T> Of<TRow>(IReadOnlyList<TRow> found, int limit, Func<TRow, long> id, Func<TRow, T> show) => new(
        [.. found.Take(limit).Select(show)],
        found.Count > limit ? id(found[limit - 1]).ToString(CultureInfo.InvariantCulture) : null);
}
