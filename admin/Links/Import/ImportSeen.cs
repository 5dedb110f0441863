using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links.Import;

/// <summary>
/// Slugs and externalIds of the rows of a dry run, which nothing else remembers: 64 bits of a hash each, as there may be
/// millions.
/// </summary>
internal sealed class ImportSeen
{
    private readonly HashSet<ulong> _slugs = [];
    private readonly HashSet<ulong> _externalIds = [];

    /// <summary>Which of the row's names an earlier row had.</summary>
    public InsertOutcome Note(LinkInput input)
    {
        var slugTaken = input.Slug is { } slug
            && !_slugs.Add(Hash(input.Domain.Id.ToString(CultureInfo.InvariantCulture) + "/" + SlugKey.Create(slug, input.Domain.CaseSensitive)));
        var externalIdTaken = input.Content.ExternalId is { } externalId && !_externalIds.Add(Hash(externalId));
        return slugTaken ? InsertOutcome.SlugTaken : externalIdTaken ? InsertOutcome.ExternalIdTaken : InsertOutcome.Stored;
    }

    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
