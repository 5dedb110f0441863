using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Database;

/// <summary>A numbered schema step, embedded from <c>Database/Migrations/{dialect}/NNNN_name.sql</c>. Never edited once released.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Tells a database that was migrated by another text of the same number.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public static IReadOnlyList<Migration> LoadAll(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Migrations/{dialect}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Load(assembly, name, prefix.Length)),
        ];
    }

    private static Migration Load(Assembly assembly, string resource, int prefixLength)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var name = Path.GetFileNameWithoutExtension(resource[prefixLength..]);
        return new Migration(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
