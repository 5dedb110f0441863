namespace OneLink.Analytics.Embedded.Native;

/// <summary>The build of libchdb this host is made for; read from <c>libchdb.pin</c>, which the install script reads as well.</summary>
internal sealed record LibraryPin(string Version, string Engine, string Sha256)
{
    internal static LibraryPin Current { get; } = Read();

    private static LibraryPin Read()
    {
        using var reader = new StreamReader(typeof(LibraryPin).Assembly.GetManifestResourceStream("libchdb.pin")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new LibraryPin(lines["version"], lines["engine"], lines["sha256"]);
    }
}
