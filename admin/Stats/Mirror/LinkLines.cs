using System.Buffers;
using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;

namespace OneLink.Admin.Stats.Mirror;

/// <summary>Links as lines of JSON for the table <c>links</c>.</summary>
internal static class LinkLines
{
    /// <param name="links">The links as they are.</param>
    /// <param name="domains">Theirs, by id.</param>
    /// <param name="recipients">For whom they were made, by link.</param>
    /// <param name="position">The place in the change log that they are of.</param>
    /// <param name="reaches">Whether with these lines the table holds all that happened up to there: then the last line says so.</param>
    public static ReadOnlyMemory<byte> Of(
        IEnumerable<StoredLink> links, IReadOnlyDictionary<long, LinkDomain> domains, IReadOnlyDictionary<long, LinkRecipient> recipients, long position, bool reaches)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        foreach (var link in links)
        {
            Write(json, link, domains.GetValueOrDefault(link.DomainId), recipients.GetValueOrDefault(link.Id.Value), position);
            json.Flush();
            output.Write("\n"u8);
            json.Reset();
        }

        if (reaches)
        {
            json.WriteStartObject();
            json.WriteNumber("account_id", 0);
            json.WriteNumber("link_id", 0);
            json.WriteNumber("position", position);
            json.WriteEndObject();
            json.Flush();
            output.Write("\n"u8);
        }

        return output.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, StoredLink link, LinkDomain? domain, LinkRecipient? recipient, long position)
    {
        json.WriteStartObject();
        json.WriteNumber("account_id", link.AccountId);
        json.WriteNumber("link_id", link.Id.Value);
        json.WriteNumber("position", position);
        json.WriteString("id", link.Id.ToString());
        json.WriteString("domain", domain?.Authority ?? "");
        json.WriteString("slug", link.Slug);
        json.WriteString("short_url", domain is null ? "" : ShortUrls.Of(domain, link.Slug));
        json.WriteString("url", link.Content.Url);
        json.WriteString("title", link.Content.Title ?? "");
        json.WriteString("external_id", link.Content.ExternalId ?? "");
        json.WriteStartArray("tags");
        foreach (var tag in link.Content.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteNumber("contact_id", recipient?.ContactId ?? 0);
        json.WriteString("campaign", recipient?.Campaign ?? "");
        json.WriteBoolean("enabled", link.Content.Enabled);
        json.WriteBoolean("deleted", false);
        json.WriteNumber("created_at", link.CreatedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("updated_at", link.UpdatedAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}
