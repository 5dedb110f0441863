using OneLink.Admin.Surveys;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>The survey that the path names. A parameter of every handler behind <see cref="SurveyGate"/>.</summary>
internal sealed record SurveyCaller(Survey Survey)
{
    /// <summary>Called by the framework for a handler's parameter; the gate has already let the request pass.</summary>
    public static ValueTask<SurveyCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<SurveyCaller>());
}
