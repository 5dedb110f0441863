using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>One merge patch for many links.</summary>
internal sealed class BulkPatch
{
    private const string PasswordMember = "password";

    /// <summary>What a patch is tried on. A url of its own, so that it is missed only by a patch that clears it.</summary>
    private static readonly LinkContent AnyLink = new() { Url = "https://example.com/" };

    private readonly AccountDomains _domains;
    private readonly JsonElement _members;
    private readonly LinkPassword? _password;
    private readonly bool _setsPassword;

    private BulkPatch(AccountDomains domains, JsonElement members, bool setsPassword, LinkPassword? password)
    {
        _domains = domains;
        _members = members;
        _setsPassword = setsPassword;
        _password = password;
    }

    /// <summary>
    /// Reads <c>set</c>. What is wrong with it whichever link it meets is said once, and not ten thousand times.
    /// </summary>
    public static BulkPatch? Read(JsonElement set, AccountDomains domains, FieldErrors errors)
    {
        var found = new FieldErrors();
        var tried = LinkReader.Read(set, domains, AnyLink, domains.Default, found);
        errors.AddAll("set.", found);
        if (tried is null)
        {
            return null;
        }

        // Hashed here and once: it is slow by intent, and each link is changed while every other writer waits.
        var members = JsonObject.Create(set)!;
        var setsPassword = members.Remove(PasswordMember);
        return new BulkPatch(domains, JsonElement.Parse(members.ToJsonString()), setsPassword, tried.Content.Password);
    }

    public LinkChange Apply(StoredLink link)
    {
        var errors = new FieldErrors();
        var baseline = _setsPassword ? link.Content with { Password = _password } : link.Content;
        return LinkChange.From(LinkReader.Read(_members, _domains, baseline, _domains.ById(link.DomainId), errors), errors);
    }
}
