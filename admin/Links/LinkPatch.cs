using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>A merge patch that is checked before it meets a link, or many of them.</summary>
internal sealed class LinkPatch
{
    private const string PasswordMember = "password";

    /// <summary>What a patch is tried on. A url of its own, so that it is missed only by a patch that clears it.</summary>
    private static readonly LinkContent AnyLink = new() { Url = "https://example.com/" };

    private readonly AccountDomains _domains;
    private readonly JsonElement _members;
    private readonly LinkPassword? _password;
    private readonly bool _setsPassword;

    private LinkPatch(AccountDomains domains, JsonElement members, bool setsPassword, LinkPassword? password)
    {
        _domains = domains;
        _members = members;
        _setsPassword = setsPassword;
        _password = password;
    }

    /// <summary>
    /// Reads <c>set</c>. What is wrong with it whichever link it meets is said once, and not ten thousand times.
    /// </summary>
    public static LinkPatch? Read(JsonElement set, AccountDomains domains, FieldErrors errors)
    {
        var found = new FieldErrors();
        var tried = LinkReader.Read(set, domains, AnyLink, domains.Default, found);
        errors.AddAll("set.", found);
        return tried is null ? null : Of(set, domains, tried.Content.Password);
    }

    /// <summary>A patch that was read before.</summary>
    /// <param name="members">A JSON object that <see cref="LinkReader"/> takes.</param>
    /// <param name="domains">Domains of the account.</param>
    /// <param name="password">The password that it sets. Hashed already: that is slow by intent, and while a link is changed every other writer waits.</param>
    public static LinkPatch Of(JsonElement members, AccountDomains domains, LinkPassword? password)
    {
        if (!members.TryGetProperty(PasswordMember, out _))
        {
            return new LinkPatch(domains, members, setsPassword: false, password: null);
        }

        var rest = JsonObject.Create(members)!;
        rest.Remove(PasswordMember);
        return new LinkPatch(domains, JsonElement.Parse(rest.ToJsonString()), setsPassword: true, password);
    }

    public LinkChange Apply(StoredLink link)
    {
        var errors = new FieldErrors();
        var baseline = _setsPassword ? link.Content with { Password = _password } : link.Content;
        return LinkChange.From(LinkReader.Read(_members, _domains, baseline, _domains.ById(link.DomainId), errors), errors);
    }
}
