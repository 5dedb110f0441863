using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Domains;

internal static class DomainEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var domains = routes.MapGroup("/domains").WithTags("Domains");

        domains.MapGet("/", List).Describe(DomainOperations.List).RequireScope(Scope.LinksRead);
        domains.MapPost("/", Create).Describe(DomainOperations.Create).RequireScope(Scope.DomainsWrite);
        domains.MapGet("/{name}", Get).Describe(DomainOperations.Get).RequireScope(Scope.LinksRead);
        domains.MapPatch("/{name}", Patch).Describe(DomainOperations.Patch).RequireScope(Scope.DomainsWrite);
        domains.MapPost("/{name}/verify", VerifyEndpoint.Verify).Describe(DomainOperations.Verify).RequireScope(Scope.DomainsWrite);
        domains.MapDelete("/{name}", Delete).Describe(DomainOperations.Delete).RequireScope(Scope.DomainsWrite);
    }

    internal static async Task<JsonHttpResult<DomainPage>> List(HttpContext context, Caller caller, DomainRepository repository)
    {
        // An account has a handful of domains: one page holds them all.
        var domains = await repository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        return TypedResults.Json(new DomainPage([.. domains.All.Select(DomainResponse.From)], NextCursor: null), DomainJson.Default.DomainPage);
    }

    internal static async Task<Results<JsonHttpResult<DomainResponse>, ProblemResult>> Create(
        HttpContext context,
        Caller caller,
        DomainRepository repository,
        ServedDomains served,
        InstallationHosts hosts,
        IdempotentWrites writes,
        AuditLog audit,
        TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var domains = await repository.OfAccountAsync(caller.AccountId, context.RequestAborted);
            var errors = new FieldErrors();
            if (DomainRequest.Read(body.Root, new DomainRequest(), domains.Guard, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var domain = NewDomain(caller.AccountId, request, clock.GetUtcNow().ToUnixTimeMilliseconds());
            domain = domain with { IsServed = served.IsServed(domain.VerificationState) };
            var result = await writes.WriteAsync<Results<JsonHttpResult<DomainResponse>, ProblemResult>>(context, async scope =>
            {
                if (await DomainRepository.InsertAsync(scope, domain) is not { } stored)
                {
                    return new ProblemResult(KnownProblems.HostTaken(domain.Host));
                }

                await audit.WriteAsync(scope, caller.Actor, DomainAudit.Entry(AuditAction.DomainCreated, before: null, stored));
                return TypedResults.Json(DomainResponse.From(stored), DomainJson.Default.DomainResponse, statusCode: StatusCodes.Status201Created);
            });
            await hosts.RefreshAsync(context.RequestAborted);
            return result;
        }
    }

    internal static async Task<Results<JsonHttpResult<DomainResponse>, ProblemResult>> Get(
        HttpContext context, string name, Caller caller, DomainRepository repository)
        => Find(await repository.OfAccountAsync(caller.AccountId, context.RequestAborted), name) is { } domain
            ? TypedResults.Json(DomainResponse.From(domain), DomainJson.Default.DomainResponse)
            : new ProblemResult(Unknown(name));

    internal static async Task<Results<JsonHttpResult<DomainResponse>, ProblemResult>> Patch(
        HttpContext context, string name, Caller caller, DomainRepository repository, IDatabase database, AuditLog audit, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var domains = await repository.OfAccountAsync(caller.AccountId, context.RequestAborted);
            if (Find(domains, name) is not { } domain)
            {
                return new ProblemResult(Unknown(name));
            }

            var errors = new FieldErrors();
            if (DomainRequest.Read(body.Root, DomainRequest.Of(domain), domains.Guard, errors) is not { } request || !CanBecome(domain, request, errors))
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var changed = domain with
            {
                IsDefault = request.IsDefault ? 1 : 0,
                RootUrl = request.RootUrl,
                NotFoundUrl = request.NotFoundUrl,
                ExpiredUrl = request.ExpiredUrl,
                Settings = request.Settings.ToJson(),
                OpenToken = request.OpenToken.Length > 0 ? request.OpenToken : DomainRepository.NewOpenToken(),
                UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            await database.WriteAsync(
                async scope =>
                {
                    await DomainRepository.UpdateAsync(scope, changed);
                    await audit.WriteAsync(scope, caller.Actor, DomainAudit.Entry(AuditAction.DomainUpdated, domain, changed));
                    return changed;
                },
                context.RequestAborted);
            return TypedResults.Json(DomainResponse.From(changed), DomainJson.Default.DomainResponse);
        }
    }

    internal static async Task<Results<NoContent, ProblemResult>> Delete(
        HttpContext context, string name, Caller caller, DomainRepository repository, InstallationHosts hosts, IDatabase database, AuditLog audit)
    {
        if (Find(await repository.OfAccountAsync(caller.AccountId, context.RequestAborted), name) is not { } domain)
        {
            return new ProblemResult(Unknown(name));
        }

        var deletion = await database.WriteAsync(
            async scope =>
            {
                var outcome = await DomainRepository.DeleteAsync(scope, domain);
                if (outcome == DomainDeletion.Done)
                {
                    await audit.WriteAsync(scope, caller.Actor, DomainAudit.Entry(AuditAction.DomainDeleted, domain, after: null));
                }

                return outcome;
            },
            context.RequestAborted);
        await hosts.RefreshAsync(context.RequestAborted);
        return deletion switch
        {
            DomainDeletion.Done => TypedResults.NoContent(),
            DomainDeletion.NoLongerThere => new ProblemResult(Unknown(name)),
            DomainDeletion.HasLinks => new ProblemResult(KnownProblems.DomainInUse(
                $"{domain.Authority} has links. Delete them (POST /links/bulk-delete with {{\"filter\":{{\"domain\":\"{domain.Authority}\"}}}}) or move them (POST /links/bulk-update) first.")),
            _ => new ProblemResult(KnownProblems.DomainInUse(
                $"{domain.Authority} is the account's default domain. Make another one the default first: PATCH /domains/{{name}} with {{\"default\":true}}.")),
        };
    }

    /// <summary>By id or by host.</summary>
    internal static LinkDomain? Find(AccountDomains domains, string name)
        => domains.All.FirstOrDefault(domain => string.Equals(name, domain.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))
            ?? domains.Find(name);

    internal static Problem Unknown(string name) => KnownProblems.NotFound($"This account has no domain {name}.");

    /// <summary>A host, and whether letters matter on it, are part of every link that is out in the world.</summary>
    private static bool CanBecome(LinkDomain domain, DomainRequest request, FieldErrors errors)
    {
        if (!string.Equals(request.Host, domain.Host, StringComparison.Ordinal))
        {
            errors.Add("host", "cannot be changed; add another domain.");
        }

        if (request.CaseSensitive != domain.CaseSensitive)
        {
            errors.Add("caseSensitive", "cannot be changed: links are stored by it.");
        }

        return !errors.Any;
    }

    private static LinkDomain NewDomain(long accountId, DomainRequest request, long now) => new()
    {
        Id = 0,
        AccountId = accountId,
        Host = request.Host,
        Authority = request.Host,
        Scheme = "https",
        IsDefault = request.IsDefault ? 1 : 0,
        IsFallback = 0,
        IsCaseSensitive = request.CaseSensitive ? 1 : 0,
        RootUrl = request.RootUrl,
        NotFoundUrl = request.NotFoundUrl,
        ExpiredUrl = request.ExpiredUrl,
        Settings = request.Settings.ToJson(),
        CreatedAt = now,
        UpdatedAt = now,
    };
}
