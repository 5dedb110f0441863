using System.Globalization;
using System.Net;
using System.Text;

namespace OneLink.Admin.Links.Qr;

/// <summary>A QR code as SVG: one path of horizontal runs.</summary>
internal static class QrSvg
{
    public static byte[] Write(QrModules modules, QrOptions options)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{options.Size}\" height=\"{options.Size}\" viewBox=\"0 0 {modules.Count} {modules.Count}\" shape-rendering=\"crispEdges\">");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/><path fill=\"").Append(options.Color).Append("\" d=\"");
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                var start = x;
                while (x < modules.Count && modules.IsDark(x, y))
                {
                    x++;
                }

                if (x > start)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        svg.Append("\"/>");
        if (options.LogoUrl is { } logo)
        {
            var side = modules.Count * QrLogo.Part;
            var at = (modules.Count - side) / 2;
            svg.Append(CultureInfo.InvariantCulture, $"<image x=\"{at:0.##}\" y=\"{at:0.##}\" width=\"{side:0.##}\" height=\"{side:0.##}\" href=\"{WebUtility.HtmlEncode(logo)}\"/>");
        }

        return Encoding.UTF8.GetBytes(svg.Append("</svg>\n").ToString());
    }
}
