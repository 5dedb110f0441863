using OneLink.Client.Links;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Links;

[Collection(AdminApiGroup.Name)]
public sealed class ExistingLinksTests(AdminApi api)
{
    [Fact]
    public async Task Create_Updated_ChangesTheLinkThatIsThere()
    {
        var made = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/a", ExternalId = "upsert-1", Title = "Kept" }, ExistingLinks.Updated);
        var again = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/b", ExternalId = "upsert-1" }, ExistingLinks.Updated, made.ETag);

        Assert.True(made.IsNew);
        Assert.False(again.IsNew);
        Assert.Equal((made.Id, "https://acme.com/b", "Kept"), (again.Id, again.Url, again.Title));
        await Assert.ThrowsAsync<PreconditionFailedException>(
            () => api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/c", ExternalId = "upsert-1" }, ExistingLinks.Updated, made.ETag));
    }

    [Fact]
    public async Task Create_Found_AnswersTheLinkThatIsAsAsked()
    {
        var input = new LinkInput { Url = "https://acme.com/found", Tags = ["x", "y"] };
        var made = await api.Client.Links.CreateAsync(input, ExistingLinks.Found);
        var found = await api.Client.Links.CreateAsync(input with { Tags = ["y", "x"] }, ExistingLinks.Found);
        var other = await api.Client.Links.CreateAsync(input with { Title = "Another" }, ExistingLinks.Found);

        Assert.Equal((true, false, true), (made.IsNew, found.IsNew, other.IsNew));
        Assert.Equal(made.Id, found.Id);
    }

    [Fact]
    public async Task Create_ManyFound_CountsThoseThatWereThere()
    {
        LinkInput[] inputs = [new() { Url = "https://acme.com/bulk-1" }, new() { Url = "https://acme.com/bulk-2" }];
        await api.Client.Links.CreateAsync(inputs[0]);

        var bulk = await api.Client.Links.CreateAsync(inputs, existing: ExistingLinks.Found);
        var stream = await api.Client.Links.CreateAsync(inputs.ToAsyncEnumerable(), ExistingLinks.Found).ToListAsync();

        Assert.Equal((2, 1, 0), (bulk.Done, bulk.Existing, bulk.Failed));
        Assert.Equal([200, 200], stream.Select(item => item.Status));
    }

    [Fact]
    public async Task Create_LeftAlone_IsAConflictWhereTheSlugIsTaken()
    {
        await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/", Slug = "alone" });

        var failure = await Assert.ThrowsAsync<ConflictException>(() => api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/", Slug = "alone" }));

        Assert.Equal("slug-taken", failure.Problem.Kind);
    }
}
