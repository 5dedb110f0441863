using System.Text;

namespace OneLink.Admin.DeepLinks;

/// <summary>The apps of <c>Data/apps.tsv</c>.</summary>
internal sealed class KnownApps
{
    private const int Columns = 8;

    /// <summary>In the order of the file; the first that fits counts.</summary>
    public IReadOnlyList<KnownApp> All { get; } = Read();

    /// <summary>What opens an address; null where no known app does.</summary>
    public DeepLinkSuggestion? Suggest(Uri url)
    {
        var host = url.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? url.IdnHost[4..] : url.IdnHost;
        foreach (var app in All)
        {
            if (app.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase) && app.Address.Match(url) is { } parts)
            {
                var deepLink = new StringBuilder(app.DeepLink);
                foreach (var (name, value) in parts)
                {
                    deepLink.Replace("{" + name + "}", value);
                }

                return DeepLinkSuggestion.Of(url, app, deepLink.ToString());
            }
        }

        return null;
    }

    private static List<KnownApp> Read()
    {
        using var stream = typeof(KnownApps).Assembly.GetManifestResourceStream("DeepLinks/apps.tsv")
            ?? throw new InvalidOperationException("The assembly lacks its table of apps.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var apps = new List<KnownApp>();
        while (reader.ReadLine() is { } line)
        {
            var columns = line.Split('\t');
            if (!line.StartsWith("//", StringComparison.Ordinal) && columns.Length == Columns)
            {
                apps.Add(new KnownApp(columns[0], columns[1].Split(','), new AddressTemplate(columns[2]), columns[3], columns[4], columns[5], columns[6], columns[7]));
            }
        }

        return apps;
    }
}
