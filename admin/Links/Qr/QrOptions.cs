using System.Globalization;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links.Qr;

/// <summary>How a QR code is to look, from the query of the request.</summary>
internal sealed record QrOptions
{
    public const int MinSize = 64;
    public const int MaxSize = 4096;
    public const int DefaultSize = 512;

    public bool IsPng { get; init; }

    /// <summary>Width and height in pixels, quiet zone included.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary>Error correction: L, M, Q or H.</summary>
    public char Level { get; init; } = 'M';

    /// <summary>Of the dark modules, <c>#rrggbb</c>.</summary>
    public string Color { get; init; } = "#000000";

    /// <summary>Drawn in the middle: in an SVG by whoever shows it, in a PNG here; null for none.</summary>
    public string? LogoUrl { get; init; }

    /// <param name="query">The request's.</param>
    /// <param name="brandLogo">What <c>logo=true</c> means; null where the brand has none.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static QrOptions? Read(IQueryCollection query, string? brandLogo, FieldErrors errors)
    {
        var options = new QrOptions();
        foreach (var (name, values) in query)
        {
            options = options.With(name, values.ToString(), brandLogo, errors);
        }

        // A logo hides modules: only the highest level makes up for them.
        return errors.Any ? null : options.LogoUrl is null ? options : options with { Level = 'H' };
    }

    private QrOptions With(string name, string value, string? brandLogo, FieldErrors errors)
    {
        switch (name)
        {
            case "format" when value is "svg" or "png":
                return this with { IsPng = value == "png" };
            case "format":
                errors.Add(name, "must be svg or png.");
                return this;
            case "size" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= MinSize and <= MaxSize:
                return this with { Size = size };
            case "size":
                errors.Add(name, $"must be a number of pixels from {MinSize} to {MaxSize}.");
                return this;
            case "level" when value.Length == 1 && "LMQH".Contains(char.ToUpperInvariant(value[0]), StringComparison.Ordinal):
                return this with { Level = char.ToUpperInvariant(value[0]) };
            case "level":
                errors.Add(name, "must be L, M, Q or H.");
                return this;
            case "color" when value.TrimStart('#') is { Length: 6 } hex && hex.All(char.IsAsciiHexDigit):
                return this with { Color = "#" + hex.ToLowerInvariant() };
            case "color":
                errors.Add(name, "must be a color such as 0b3d91.");
                return this;
            case "logo" when value is "" or "false":
                return this;
            case "logo" when value == "true" && brandLogo is not null:
                return this with { LogoUrl = brandLogo };
            case "logo" when DestinationUrl.TryNormalize(value, out var url, out _):
                return this with { LogoUrl = url };
            case "logo":
                errors.Add(name, "must be an http or https URL, or true where the link's brand has a logoUrl.");
                return this;
            default:
                return this;
        }
    }
}
