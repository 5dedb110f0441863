using System.Buffers.Text;
using System.Security.Cryptography;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Dashboard;

/// <summary>
/// The files of the dashboard as its build left them (<c>admin/Dashboard/web</c>), read once: a page and its parts are of one
/// build, also while another one is put in their place.
/// </summary>
internal sealed class DashboardFiles
{
    public const string Index = "index.html";

    /// <summary>The build names what is in here after what it holds.</summary>
    private const string AssetsFolder = "assets/";

    private const int ETagBytes = 12;

    /// <summary>By how little they leave; beside the file, under its name with the ending.</summary>
    private static readonly (string Encoding, string Ending)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".woff2"] = "font/woff2",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly Dictionary<string, DashboardFile> _files = new(StringComparer.Ordinal);

    public DashboardFiles(AdminSettings settings)
    {
        var folder = settings.DashboardFolder;
        if (!File.Exists(Path.Combine(folder, Index)))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (ContentTypes.TryGetValue(Path.GetExtension(path), out var contentType))
            {
                var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
                _files.Add(name, Read(path, contentType, name.StartsWith(AssetsFolder, StringComparison.Ordinal)));
            }
        }
    }

    /// <summary>Whether there is a dashboard: a build of the admin alone has none.</summary>
    public bool Any => _files.Count > 0;

    /// <param name="path">Below the dashboard's own, without a slash in front.</param>
    public DashboardFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether the path is that of a part of a page, so that another page is no answer to it.</summary>
    public static bool IsAsset(string path) => path.StartsWith(AssetsFolder, StringComparison.Ordinal);

    private static DashboardFile Read(string path, string contentType, bool isImmutable)
    {
        var bytes = File.ReadAllBytes(path);
        var encoded = from encoding in Encodings
                      let file = path + encoding.Ending
                      where File.Exists(file)
                      select (encoding.Encoding, File.ReadAllBytes(file));
        var tag = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, ETagBytes));
        return new DashboardFile(contentType, $"\"{tag}\"", isImmutable, [.. encoded, ("identity", bytes)]);
    }
}
