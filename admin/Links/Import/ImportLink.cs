using System.Buffers;
using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary>A row as a link: valid in itself, not yet compared with what is stored.</summary>
internal sealed class ImportLink
{
    private const string DomainMember = "domain";
    private const string PasswordMember = "password";

    private readonly AccountDomains _domains;
    private readonly JsonElement _members;

    private ImportLink(AccountDomains domains, JsonElement members, LinkInput? input, Problem? problem)
        => (_domains, _members, Input, Problem) = (domains, members, input, problem);

    /// <summary>The link to make; null exactly where there is a problem.</summary>
    public LinkInput? Input { get; }

    public Problem? Problem { get; }

    /// <param name="row">The row.</param>
    /// <param name="domains">Domains of the account.</param>
    /// <param name="only">The domain on which all links come; null for that of the row.</param>
    /// <param name="isForeign">Whether another service wrote the file: its domain may not be here.</param>
    public static ImportLink Of(ImportRow row, AccountDomains domains, LinkDomain? only, bool isForeign)
    {
        if (row.Body is null)
        {
            return new ImportLink(domains, default, input: null, row.Problem);
        }

        JsonElement members;
        try
        {
            members = Placed(row.Body.Root, domains, only, isForeign);
        }
        catch (InvalidOperationException)
        {
            // The parser leaves escapes alone until a text is read.
            return new ImportLink(domains, default, input: null, KnownProblems.MalformedJson("The row holds half of a surrogate pair, which is no character."));
        }

        var errors = new FieldErrors();
        var input = LinkReader.Read(members, domains, new LinkContent(), only ?? domains.Default, errors);
        return input is null
            ? new ImportLink(domains, default, input: null, KnownProblems.InvalidFields(errors))
            : new ImportLink(domains, members.TryGetProperty(PasswordMember, out _) ? Without(members, PasswordMember) : members, input, problem: null);
    }

    /// <summary>What the row makes of a link that is there: what it does not name stays.</summary>
    public LinkChange ChangeOf(StoredLink link)
    {
        // The password was hashed when the row was read: it is slow by intent, and now every other writer waits.
        var baseline = Input!.Content.Password is { } password ? link.Content with { Password = password } : link.Content;
        var errors = new FieldErrors();
        return LinkChange.From(LinkReader.Read(_members, _domains, baseline, _domains.ById(link.DomainId), errors), errors);
    }

    /// <summary>The row without a domain that does not count.</summary>
    private static JsonElement Placed(JsonElement members, AccountDomains domains, LinkDomain? only, bool isForeign)
    {
        if (members.ValueKind != JsonValueKind.Object || !members.TryGetProperty(DomainMember, out var domain))
        {
            return members;
        }

        var isElsewhere = isForeign && domain.ValueKind == JsonValueKind.String && domains.Find(domain.GetString()!) is null;
        return only is not null || isElsewhere ? Without(members, DomainMember) : members;
    }

    private static JsonElement Without(JsonElement members, string name)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var member in members.EnumerateObject().Where(member => !member.NameEquals(name)))
            {
                // A name given twice stays so: the link's reader refuses it.
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.WrittenSpan);
    }
}
