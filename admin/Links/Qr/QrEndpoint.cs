using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Qr;

/// <summary><c>GET /links/{slug}/qr</c>: a QR code of the short URL, marked so that its taps can be told from others.</summary>
internal static class QrEndpoint
{
    internal static async Task<Results<FileContentHttpResult, ProblemResult>> Get(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links, QrPictures pictures)
    {
        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        if (await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is not { } link)
        {
            return new ProblemResult(target.NotFound());
        }

        var errors = new FieldErrors();
        if (QrOptions.Read(context.Request.Query, link.Content.Brand.LogoUrl, errors) is not { } options)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var modules = new QrModules(ShortUrls.Of(target.Domains.ById(link.DomainId), link.Slug) + "?qr=1", options.Level);
        if (modules.Count > options.Size)
        {
            errors.Add("size", $"must be at least {modules.Count}: this code has as many modules on each side.");
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        if (!options.IsPng)
        {
            return TypedResults.Bytes(QrSvg.Write(modules, options), "image/svg+xml");
        }

        var (png, error) = await pictures.DrawAsync(modules, options, context.RequestAborted);
        if (png is null)
        {
            errors.Add("logo", error!);
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        return TypedResults.Bytes(png, "image/png");
    }
}
