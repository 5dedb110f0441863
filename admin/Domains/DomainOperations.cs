using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Domains;

/// <summary>What the API description says of <see cref="DomainEndpoints"/>.</summary>
internal static class DomainOperations
{
    private static readonly ApiParameter Name = ApiParameter.Path("name", ApiType.Text().Like("go.acme.com"), "Host or id of the domain.");
    private static readonly Problem NotFound = KnownProblems.NotFound("This account has no domain go.acme.com.");
    private static readonly ApiAnswer Domain = ApiAnswer.Json(StatusCodes.Status200OK, "The domain.", DomainSchema.Answered);

    public static ApiOperation List { get; } = new("listDomains", "List domains", "All of the account's, in one page.")
    {
        Answers = [ApiAnswer.Json(StatusCodes.Status200OK, "The domains.", DomainSchema.Page)],
    };

    public static ApiOperation Create { get; } = new("createDomain", "Add a domain", "Point its DNS at the edges.")
    {
        Bodies =
        [
            new ApiBody(
                ApiBody.Json,
                ApiType.Of(DomainSchema.Sent),
                new ApiExample("Only a host", """{"host":"go.acme.example"}"""),
                new ApiExample(
                    "With the apps that open its links",
                    """
                    {"host":"get.acme.example","rootUrl":"https://acme.com/","robots":"allow",
                     "ios":{"appIds":["ABCDE12345.com.acme.app"],"paths":["/sale/*"]},
                     "android":{"package":"com.acme.app","sha256CertFingerprints":["14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5"]}}
                    """)),
        ],
        Answers = [ApiAnswer.Json(StatusCodes.Status201Created, "The new domain.", DomainSchema.Answered)],
        Problems = [KnownProblems.HostTaken("go.acme.com"), CommonProblems.Invalid("host", "is required.")],
    };

    public static ApiOperation Get { get; } = new("getDomain", "Read a domain", "By host or by id.")
    {
        Parameters = [Name],
        Answers = [Domain],
        Problems = [NotFound],
    };

    public static ApiOperation Patch { get; } = new("updateDomain", "Change a domain", "A JSON merge patch: what is left out stays, `null` clears.")
    {
        Parameters = [Name],
        Bodies =
        [
            new ApiBody(ApiBody.MergePatch, ApiType.Of(DomainSchema.Patch), new ApiExample("Somewhere to go for unknown slugs", """{"notFoundUrl":"https://acme.com/404"}""")),
            new ApiBody(ApiBody.Json, ApiType.Of(DomainSchema.Patch), new ApiExample("A new public token", """{"openToken":null,"openTokenRequired":true}""")),
        ],
        Answers = [Domain],
        Problems = [NotFound, CommonProblems.Invalid("host", "cannot be changed; add another domain.")],
    };

    public static ApiOperation Verify { get; } = new(
        "verifyDomain", "Prove control of a domain", "Looks for the TXT record or the file that `verification` of the domain names, and answers with what it found.")
    {
        Parameters = [Name],
        Answers = [Domain],
        Problems = [NotFound],
    };

    public static ApiOperation Delete { get; } = new("deleteDomain", "Delete a domain", "One that has no links and is not the account's default.")
    {
        Parameters = [Name],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status204NoContent, "It is gone, and the host is free.")],
        Problems = [NotFound, KnownProblems.DomainInUse("go.acme.com is the account's default domain. Make another one the default first: PATCH /domains/{name} with {\"default\":true}.")],
    };
}
