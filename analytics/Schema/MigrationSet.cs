using System.Reflection;

namespace OneLink.Analytics.Schema;

/// <summary>The migrations that this build carries, oldest first.</summary>
public static class MigrationSet
{
    public static IReadOnlyList<Migration> Embedded { get; } = Load(typeof(MigrationSet).Assembly);

    private static List<Migration> Load(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => new Migration(name, Read(assembly, name)))
            .OrderBy(migration => migration.Version),
    ];

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
