using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Links;

/// <summary>By what the database finds links of one domain and destination: 32 bits of a SHA-256, the same for ever.</summary>
internal static class LinkUrlKey
{
    /// <summary>Name of this function in SQL, where a migration needs it.</summary>
    public const string SqlName = "link_url_key";

    public static long Of(long domainId, string url)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{domainId}\n{url}")), hash);
        return BinaryPrimitives.ReadInt32LittleEndian(hash);
    }
}
