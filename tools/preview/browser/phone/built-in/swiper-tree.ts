/** A swiper's own tree: the items lie on top of each other, and the second sheet moves them. */
export const SWIPER = `<style>
  :host { display: block; position: relative; height: 150px; overflow: hidden; touch-action: pan-y }
  .frame { position: absolute; inset: 0 }
  .dots { position: absolute; bottom: 10px; width: 100%; display: flex; justify-content: center;
    gap: 8px; pointer-events: none }
  .dots i { width: 8px; height: 8px; border-radius: 50%; background: var(--dot) }
  .dots i.on { background: var(--dot-on) }
  :host([vertical]) { touch-action: pan-x }
  :host([vertical]) .dots { inset: 0 10px 0 auto; width: 8px; flex-direction: column }
</style><style class="places"></style><div class="frame"><slot></slot></div>
<div class="dots"></div>`
