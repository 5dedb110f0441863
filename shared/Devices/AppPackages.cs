using System.Text;

namespace OneLink.Shared.Devices;

/// <summary>Apps by the package name that Android web views send as <c>X-Requested-With</c>.</summary>
internal sealed class AppPackages
{
    private readonly (byte[] Name, InAppBrowser App)[] _packages =
    [
        .. TokenTable.Rows("packages").Select(static row => (Encoding.ASCII.GetBytes(row.Token), Enum.Parse<InAppBrowser>(row.Meaning))),
    ];

    /// <summary>Whether the header is a package name at all: scripts send <c>XMLHttpRequest</c> in it.</summary>
    public static bool IsPackageName(ReadOnlySpan<byte> header) => header.Contains((byte)'.') && !header.Contains((byte)' ');

    /// <summary>The app, or <see cref="InAppBrowser.None"/> for a package that is not in the table (a browser, or an app nobody asks for).</summary>
    public InAppBrowser Find(ReadOnlySpan<byte> header)
    {
        foreach (var (name, app) in _packages)
        {
            if (header.SequenceEqual(name))
            {
                return app;
            }
        }

        return InAppBrowser.None;
    }
}
