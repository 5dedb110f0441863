using OneLink.Shared.Feed;

namespace OneLink.Admin.ClickLimits;

/// <summary>What comes of an edge's statement about one link.</summary>
/// <param name="Grant">Its grant from now on.</param>
/// <param name="Answer">What it is told.</param>
/// <param name="Recalls">Whether the edges that hold what is left must be asked for it now.</param>
internal sealed record ClickSettlement(ClickGrant Grant, LimitAnswer Answer, bool Recalls);
