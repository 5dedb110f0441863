using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OneLink.Admin.Links.List;

/// <summary>Where a page ended: the last link's sorted value and id. Opaque to clients, checked when it comes back.</summary>
/// <param name="Sort">The order that it belongs to.</param>
/// <param name="Value">Text or whole number by that order; null where the id alone is the order.</param>
/// <param name="Id">Id of the last link.</param>
internal sealed record LinkCursor(LinkSort Sort, object? Value, long Id)
{
    private const char Separator = '\n';

    public override string ToString()
    {
        var text = string.Join(Separator, Sort.Name, Id.ToString(CultureInfo.InvariantCulture), Convert.ToString(Value, CultureInfo.InvariantCulture));
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads a cursor of the same order.</summary>
    public static LinkCursor? Parse(string text, LinkSort sort)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        // A slug holds no line break, so that three parts are three parts.
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator, 3);
        if (parts.Length != 3
            || !string.Equals(parts[0], sort.Name, StringComparison.Ordinal)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        if (sort.By == LinkSortValue.CreatedAt)
        {
            return parts[2].Length == 0 ? new LinkCursor(sort, Value: null, id) : null;
        }

        if (sort.By == LinkSortValue.Slug)
        {
            return new LinkCursor(sort, parts[2], id);
        }

        return long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new LinkCursor(sort, value, id) : null;
    }
}
