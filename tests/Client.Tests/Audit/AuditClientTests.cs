using OneLink.Client.Audit;
using OneLink.Client.Keys;
using OneLink.Client.Links;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Audit;

[Collection(AdminApiGroup.Name)]
public sealed class AuditClientTests(AdminApi api)
{
    [Fact]
    public async Task List_ChangesOfALink_TheNewestIsFirst()
    {
        var link = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/", Slug = "audited", Title = "Before" });
        await api.Client.Links.UpdateAsync("audited", new LinkPatch { Title = "After" });
        await api.Client.Links.DeleteAsync("audited");

        var entries = await api.Client.Audit.ListAsync(new AuditQuery { Target = link.Id }, pageSize: 1).ToListAsync();
        var changed = await api.Client.Audit.ListAsync(new AuditQuery { Target = link.Id, Action = "link.updated" }).SingleAsync();

        Assert.Equal(["link.deleted", "link.updated", "link.created"], entries.Select(entry => entry.Action));
        Assert.Equal(("link", link.Id, "audited"), (changed.Target.Type, changed.Target.Id, changed.Target.Name));
        Assert.Equal(("key", 1), (changed.Actor.Type, changed.Count));
        var change = Assert.Single(changed.Changes);
        Assert.Equal(("title", "Before", "After"), (change.Field, change.From!.GetValue<string>(), change.To!.GetValue<string>()));
        Assert.Empty(await api.Client.Audit.ListAsync(new AuditQuery { Actor = changed.Actor.Id, CreatedBefore = DateTimeOffset.UnixEpoch }).ToListAsync());
    }

    [Fact]
    public async Task List_KeyWithoutTheScope_IsForbidden()
    {
        var key = await api.Client.Keys.CreateAsync(new ApiKeyInput { Name = "Reader", Scopes = ["links:read"] });
        using var reader = api.ClientWith(key.Key, key.Secret);

        var failure = await Assert.ThrowsAsync<ForbiddenException>(async () => await reader.Audit.ListAsync().AnyAsync());

        Assert.Equal("missing-scope", failure.Problem.Kind);
    }
}
