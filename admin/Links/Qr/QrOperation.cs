using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Qr;

/// <summary>What the API description says of <see cref="QrEndpoint"/>.</summary>
internal static class QrOperation
{
    public static ApiOperation Get { get; } = new(
        "getLinkQr",
        "QR code of a link",
        "Of the short URL with `?qr=1`, so that stats tell its taps from others (`groupBy=trigger`).")
    {
        Parameters =
        [
            .. LinkParameters.OfOne,
            ApiParameter.Query("format", ApiType.OneOf("svg", "png").Otherwise("svg"), "Of the picture."),
            ApiParameter.Query("size", ApiType.Integer(QrOptions.MinSize, QrOptions.MaxSize).Otherwise(QrOptions.DefaultSize), "Width and height in pixels, quiet zone included."),
            ApiParameter.Query("level", ApiType.OneOf("L", "M", "Q", "H").Otherwise("M"), "Error correction; with a logo always `H`."),
            ApiParameter.Query("color", ApiType.Text().Matching("^#?[0-9A-Fa-f]{6}$").Otherwise("000000"), "Of the dark modules."),
            ApiParameter.Query("logo", ApiType.Text(), "In the middle: a URL, or `true` for the brand's `logoUrl`. An SVG refers to it; for a PNG it is fetched and drawn: PNG, JPEG, WebP or GIF at a public address, up to 1 MiB."),
        ],
        Answers = [new ApiAnswer(StatusCodes.Status200OK, "The picture.").As("image/svg+xml", ApiType.Text()).As("image/png", ApiType.Text())],
        Problems = [KnownProblems.NotFound("go.acme.com has no link with the slug \"summer\"."), CommonProblems.Invalid("format", "must be svg or png.")],
    };
}
