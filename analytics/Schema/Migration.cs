using System.Security.Cryptography;
using System.Text;

namespace OneLink.Analytics.Schema;

/// <summary>One numbered step of the schema: <c>0001_clicks.sql</c>. Once applied anywhere, its text never changes again.</summary>
public sealed record Migration
{
    /// <param name="fileName">Number, underscore, name and <c>.sql</c>.</param>
    /// <param name="text">Statements separated by semicolons, each of which may be run twice.</param>
    /// <exception cref="FormatException">The file name has no number.</exception>
    public Migration(string fileName, string text)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(text);
        Name = Path.GetFileNameWithoutExtension(fileName);
        if (!uint.TryParse(Name.Split('_')[0], out var version) || version == 0)
        {
            throw new FormatException($"'{fileName}' does not start with a migration's number.");
        }

        Version = version;
        var lines = text.ReplaceLineEndings("\n");
        // Line endings depend on how the source was checked out; they must not make a migration look edited.
        Checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
        Statements = StatementSplitter.Split(lines);
    }

    public uint Version { get; }

    public string Name { get; }

    /// <summary>SHA-256 of the text, in lower-case hex.</summary>
    public string Checksum { get; }

    public IReadOnlyList<string> Statements { get; }
}
