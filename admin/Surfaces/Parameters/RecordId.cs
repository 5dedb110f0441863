using System.Globalization;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>
/// An id in a path. What is no number names no record: it is answered as any id that is not there, and only after the
/// caller was let in, which a route constraint would come before.
/// </summary>
internal readonly record struct RecordId(long Value)
{
    private const long NoRecord = -1;

    public static implicit operator long(RecordId id) => id.Value;

    public static RecordId Of(string? text)
        => new(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : NoRecord);

    /// <summary>Called by the framework for a handler's parameter.</summary>
    public static bool TryParse(string? text, out RecordId id)
    {
        id = Of(text);
        return true;
    }
}
